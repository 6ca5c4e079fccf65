package io.github.accessentries.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs Jazzer on the targets, each in a JVM of its own and for so many seconds: {@code FuzzingRun <seconds> <seeds> <output> [target…]}.
 * What breaks a target lands among its seeds, so that the next build is red until it is mended.
 */
public final class FuzzingRun {

    private FuzzingRun() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(args[0]);
        List<FuzzTarget> targets = args.length > 3
                ? Arrays.stream(args).skip(3).map(FuzzTarget::valueOf).toList()
                : List.of(FuzzTarget.values());
        List<FuzzTarget> broken = new ArrayList<>();
        for (FuzzTarget target : targets) {
            System.out.println("fuzz: " + target + " for " + seconds + " s");
            if (run(target, seconds, Path.of(args[1], target.directory()), Path.of(args[2], target.directory())) != 0) {
                broken.add(target);
            }
        }
        if (!broken.isEmpty()) {
            System.out.println("fuzz: broken: " + broken);
            System.exit(1);
        }
    }

    private static int run(FuzzTarget target, int seconds, Path seeds, Path output)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(output.resolve("corpus"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Dfuzz.target=" + target,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzEntry.class.getName(),
                        "--instrumentation_includes=io.github.accessentries.**",
                        "--custom_hook_includes=io.github.accessentries.**",
                        "--reproducer_path=" + output,
                        "-max_total_time=" + seconds,
                        "-timeout=30",
                        "-rss_limit_mb=4096",
                        "-max_len=16384",
                        "-print_final_stats=1",
                        "-artifact_prefix=" + seeds + "/",
                        corpus.toString(),
                        seeds.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.resolve("log.txt").toFile())
                .start();
        int status = process.waitFor();
        List<String> lines = Files.readAllLines(output.resolve("log.txt"));
        lines.subList(Math.max(0, lines.size() - (status == 0 ? 8 : 60)), lines.size())
                .forEach(System.out::println);
        return status;
    }
}
