package io.github.accessentries.internal.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.token.command.GetToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: what all commands share. */
@Command(
        name = "access-entries",
        description =
                "Who may use an Amazon EKS cluster's Kubernetes API: shows it, plans it, changes it, explains it.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = AccessEntriesCommand.Version.class,
        footer = {"", "Results go to standard output, all else to standard error. Each command has its own --help."})
public final class AccessEntriesCommand {

    private static final int WIDTH = 100;
    private static final String COMPLETION = "generate-completion";

    private final CommandContext context;

    @Mixin
    @SuppressWarnings("UnusedVariable") // by picocli
    private final HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Tell the version.")
    @SuppressWarnings("UnusedVariable") // by picocli
    private boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean debugging;

    private AccessEntriesCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The command line for some arguments. Where the first of them names a command, only that one is made, since reading what all of
     * them look like takes longer than the rest of a start, and kubectl starts get-token again and again.
     *
     * @param context what commands need of their process
     * @param more what else the program has, by name
     * @param first the first argument, empty for all commands
     * @return the command line
     */
    public static CommandLine commandLine(CommandContext context, Map<String, Supplier<Object>> more, String first) {
        requireNonNull(context, "context");
        AccessEntriesCommand program = new AccessEntriesCommand(context);
        CommandLine line = new CommandLine(program);
        Map<String, Supplier<Object>> commands = commands(more);
        if (commands.containsKey(first) && !first.equals(COMPLETION)) {
            commands.keySet().retainAll(Set.of(first));
        } else if (ProgramVersion.OPTIONS.contains(first)) {
            commands.clear();
        }
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        Failures failures = new Failures(program);
        line.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .registerConverter(FileFormat.class, new WordConverter<>(FileFormat.class))
                .registerConverter(OutputOption.Form.class, new WordConverter<>(OutputOption.Form.class))
                .registerConverter(ReportCommand.Form.class, new WordConverter<>(ReportCommand.Form.class))
                .setUsageHelpWidth(WIDTH);
        settle(line);
        line.getSubcommands().values().forEach(AccessEntriesCommand::settle);
        return line;
    }

    private static Map<String, Supplier<Object>> commands(Map<String, Supplier<Object>> more) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("plan", PlanCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("drift", DriftCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("who-can", WhoCanCommand::new);
        commands.put("diagnose", DiagnoseCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("expire", ExpireCommand::new);
        commands.put("get-token", GetToken::new);
        commands.putAll(more);
        commands.put(COMPLETION, GenerateCompletion::new);
        return commands;
    }

    private static void settle(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.table());
    }

    CommandContext context() {
        return context;
    }

    boolean isDebugging() {
        return debugging;
    }

    /** That of the library. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {ProgramVersion.text()};
        }
    }
}
