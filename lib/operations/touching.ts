import { type OperationName, operationNames, operations } from "./catalogue";

/** Access comes of levels and of transactions alike. */
const isOfAccess = (name: OperationName) =>
  operations[name].touches === "level" || operations[name].touches === "transaction";

/** All that may bring about, or take back, what this one does: itself among them. */
export const listTouchingSame = (name: OperationName): OperationName[] =>
  operationNames.filter((other) =>
    isOfAccess(name) ? isOfAccess(other) : operations[other].touches === operations[name].touches,
  );

export const openingAccess = operationNames.filter((name) => operations[name].opensAccess);
