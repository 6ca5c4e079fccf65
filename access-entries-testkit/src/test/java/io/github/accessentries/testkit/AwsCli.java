package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The AWS CLI that is on the PATH. If it is a Python program, as it is where it was installed by pip, one interpreter makes all calls
 * through the CLI's own entry point, each with an environment and a session of its own; otherwise, each call is a process.
 */
final class AwsCli implements AutoCloseable {

    private static final int SECONDS = 60;

    private final Path program;
    private final Path directory;
    private final @Nullable Process interpreter;

    record Result(int exit, String out, String err) {
        JsonObject json() {
            assertThat(exit).as(err).isZero();
            return JsonParser.parseString(out).getAsJsonObject();
        }
    }

    private AwsCli(Path program, Path directory) throws IOException, URISyntaxException {
        this.program = program;
        this.directory = directory;
        String python = python(program);
        this.interpreter = python.isEmpty()
                ? null
                : new ProcessBuilder(
                                python,
                                Path.of(requireNonNull(AwsCli.class.getResource("aws-cli.py"))
                                                .toURI())
                                        .toString())
                        .redirectError(directory.resolve("interpreter").toFile())
                        .start();
    }

    /** Nothing, if there is none on the PATH. */
    static Optional<AwsCli> start(Path directory) throws IOException, URISyntaxException {
        Optional<Path> program = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(place -> Path.of(place, "aws"))
                .filter(Files::isExecutable)
                .findFirst();
        return program.isPresent() ? Optional.of(new AwsCli(program.get(), directory)) : Optional.empty();
    }

    /** The interpreter that the program's first line names; none if that is not Python. */
    private static String python(Path program) throws IOException {
        byte[] start = new byte[256];
        int length;
        try (var file = Files.newInputStream(program)) {
            length = file.readNBytes(start, 0, start.length);
        }
        String first = new String(start, 0, length, UTF_8).lines().findFirst().orElse("");
        return first.matches("#!/\\S*/python[\\d.]*") ? first.substring(2) : "";
    }

    /** Waits until the call has ended. Calls are made one at a time. */
    Result run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = Stream.concat(Stream.of("--output", "json"), Arrays.stream(arguments))
                .toList();
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        int exit = interpreter == null
                ? process(environment, all, out, err)
                : inProcess(interpreter, environment, all, out, err);
        return new Result(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private int process(Map<String, String> environment, List<String> arguments, Path out, Path err) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(surroundings(environment));
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("aws ended").isTrue();
        return process.exitValue();
    }

    private int inProcess(
            Process interpreter, Map<String, String> environment, List<String> arguments, Path out, Path err)
            throws Exception {
        var requests = interpreter.outputWriter(UTF_8);
        requests.write(new Gson()
                .toJson(Map.of(
                        "arguments",
                        arguments,
                        "environment",
                        surroundings(environment),
                        "out",
                        out.toString(),
                        "err",
                        err.toString())));
        requests.newLine();
        requests.flush();
        String exit = CompletableFuture.supplyAsync(() -> nextLine(interpreter.inputReader(UTF_8)))
                .get(SECONDS, TimeUnit.SECONDS);
        assertThat(exit)
                .as("%s", Files.readString(directory.resolve("interpreter")))
                .matches("\\d+");
        return Integer.parseInt(exit);
    }

    private static String nextLine(BufferedReader reader) {
        try {
            return String.valueOf(reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> surroundings(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("AWS_"));
        String none = directory.resolve("none").toString();
        all.putAll(Map.of(
                "AWS_REGION", "us-west-2",
                "AWS_DEFAULT_REGION", "us-west-2",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_CONFIG_FILE", none,
                "AWS_SHARED_CREDENTIALS_FILE", none,
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_PAGER", ""));
        all.putAll(environment);
        return all;
    }

    @Override
    public void close() {
        if (interpreter != null) {
            interpreter.destroy();
        }
    }
}
