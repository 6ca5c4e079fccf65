package io.github.accessentries.internal.command;

import java.util.Map;

/**
 * What commands need of the process that they run in.
 *
 * @param clients makes clients of AWS and of clusters
 * @param terminal the person in front of it
 * @param cancellation how it ends before its time
 */
public record CommandContext(AwsClients clients, Terminal terminal, Cancellation cancellation) {

    /**
     * Those of a real process, whose commands this thread runs.
     *
     * @param environment its variables
     * @return the SDK's clients and the process's terminal
     */
    public static CommandContext ofThisProcess(Map<String, String> environment) {
        return new CommandContext(
                new SdkClients(environment),
                new SystemTerminal(new StandardInput(System.in)),
                Cancellation.ofThisThread());
    }
}
