import { renderUserList } from "./components/user-list.js";
import { createApi } from "./services/api.js";

const form = document.querySelector("#sign-in");
const place = document.querySelector("#users");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const api = createApi({ token: new FormData(form).get("token") });
  place.innerHTML = renderUserList(await api.users());
});
