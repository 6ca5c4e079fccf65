package io.github.accessentries.internal.command;

import picocli.CommandLine.Option;

/** What every command has. */
public final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // by picocli
    private boolean given;

    /** For picocli, which sets it. */
    public HelpOption() {}
}
