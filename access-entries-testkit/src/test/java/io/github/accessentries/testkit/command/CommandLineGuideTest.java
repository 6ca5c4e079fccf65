package io.github.accessentries.testkit.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.internal.command.CommandContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The guide to the command line shows the help of each command to the letter. After a change, {@code -Dcommand-line=accept} writes it
 * there.
 */
class CommandLineGuideTest {

    private static final Path GUIDE = Path.of("../docs/guide/command-line.md");
    private static final boolean ACCEPTED = "accept".equals(System.getProperty("command-line"));

    /** What is marked as the help of a command. */
    private static final Pattern HELP =
            Pattern.compile("(<!-- help: ([a-z-]+) -->\n```text\n)(.*?)```\n", Pattern.DOTALL);

    private final CommandLine program = Main.commandLine(CommandContext.ofThisProcess(Map.of()));

    private String help(String name) {
        CommandLine command = name.equals("access-entries")
                ? program
                : program.getSubcommands().get(name);
        return requireNonNull(command, name).getUsageMessage(Ansi.OFF).replaceAll(" +\n", "\n");
    }

    @Test
    void guide_hasTheHelpOfEachCommand_asItIs() throws IOException {
        String guide = Files.readString(GUIDE);
        String asItIs = HELP.matcher(guide)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + help(found.group(2)) + "```\n"));
        if (ACCEPTED) {
            Files.writeString(GUIDE, asItIs);
        }

        assertThat(ACCEPTED ? Files.readString(GUIDE) : guide).isEqualTo(asItIs);
        List<String> commands = new ArrayList<>(List.of("access-entries"));
        commands.addAll(program.getSubcommands().keySet());
        assertThat(HELP.matcher(guide).results().map((MatchResult found) -> found.group(2)))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void everyOption_isDescribed_andEveryCommandOfTheLibraryHasAnExample() {
        program.getSubcommands().forEach((name, command) -> {
            assertThat(command.getCommandSpec().options())
                    .as(name)
                    .allSatisfy(option -> assertThat(option.description())
                            .as(option.longestName())
                            .isNotEmpty());
            if (!List.of("quickstart", "generate-completion").contains(name)) {
                assertThat(String.join(
                                " ", command.getCommandSpec().usageMessage().footer()))
                        .contains("access-entries " + name);
            }
        });
    }
}
