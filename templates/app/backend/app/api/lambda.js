import data from "../../../demo_data/mock_data.json" with { type: "json" };
import { createUserService } from "../services/users.js";
import { answer } from "./routes.js";

const { API_TOKEN = "" } = process.env;
const users = createUserService(data.users);

/** For AWS Lambda behind an HTTP API, whose events have the format 2.0. */
export async function handler({ rawPath, headers, requestContext }) {
  const request = { method: requestContext.http.method, path: rawPath, headers };
  const { status, body } = answer(request, { users, token: API_TOKEN });
  return {
    statusCode: status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}
