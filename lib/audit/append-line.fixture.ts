import { appendLine } from "./append-line";

// A process of its own, whose files may grow so far and no further: appends a line and says what came of it.
const [, , file, line] = process.argv as [string, string, string, string];
try {
  appendLine(file, line);
  process.stdout.write("appended");
} catch (error) {
  process.stdout.write((error as NodeJS.ErrnoException).code ?? String(error));
}
