import { memorySignatures } from "../../../src/adapters/memory/signatures.ts";
import { signaturesContract } from "../../contracts/signatures.ts";

signaturesContract(() => ({
  signatures: memorySignatures({ "key-ann": "ann@example.org", "key-bob": "bob@example.org" }),
  key: "key-ann",
  otherKey: "key-bob",
  strangeKey: "key-eve",
}));
