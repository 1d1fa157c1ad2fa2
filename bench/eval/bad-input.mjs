/** What the one who typed the command can put right. Its message is all that is said. */
export class BadInput extends Error {}
