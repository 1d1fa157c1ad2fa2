import { memoryTicketFiles } from "../../../src/adapters/memory/ticket-files.ts";
import { ticketFilesContract } from "../../contracts/ticket-files.ts";

const shipped = {
  "README.md": "r",
  "FEATURE_REQUIREMENTS.md": "f",
  "SYSTEM_DESIGN.md": "s",
  "IMPLEMENTATION_PLAN.md": "p",
  "COMPLETION_SUMMARY.md": "c",
  "INDEX.md": "i",
};

ticketFilesContract(({ templates = {} } = {}) => memoryTicketFiles({ templates, shipped }));
