import { runFaults } from "./faults/simulation/run-faults";

console.error = () => {};
let t = process.cpuUsage(),
  n = 0;
await runFaults({
  operations: 6000,
  seed: 5,
  onProgress: ({ operations }) => {
    const u = process.cpuUsage(t);
    t = process.cpuUsage();
    console.log(
      operations - n,
      ((u.user + u.system) / 1e3 / (operations - n)).toFixed(2),
      "cpu ms/op",
      (process.memoryUsage().heapUsed / 1e6).toFixed(0),
      "MB",
    );
    n = operations;
  },
});
process.exit();
