// What serverless.yml deploys: it bundles whatever this imports.
export { handler } from "../backend/app/api/lambda.js";
