"""One module a verb, imported only when it is asked for; each has `run(arguments) -> ExitCode`."""
