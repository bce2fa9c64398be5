// Tests break things on purpose; what is said of it they ask for: watchLog. The log itself would take each of them a while to load.
(globalThis as { consoleLogLevel?: string }).consoleLogLevel = "silent";
