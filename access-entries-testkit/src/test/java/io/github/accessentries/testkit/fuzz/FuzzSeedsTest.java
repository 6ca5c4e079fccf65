package io.github.accessentries.testkit.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every seed of the fuzz targets, and each of them spoilt in a few ways, without a fuzzing engine. */
@Timeout(120)
class FuzzSeedsTest {

    @TestFactory
    Stream<DynamicTest> seeds() {
        return Arrays.stream(FuzzTarget.values())
                .flatMap(target -> target.seeds().stream()
                        .map(seed -> dynamicTest(
                                target.directory() + "/" + seed.getFileName(), () -> checkWithSpoilt(target, seed))));
    }

    private static void checkWithSpoilt(FuzzTarget target, Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);
        target.check(input);
        for (int part = 1; part < 8; part++) {
            int at = input.length * part / 8;
            target.check(Arrays.copyOf(input, at));
            if (at < input.length) {
                byte[] spoilt = input.clone();
                spoilt[at] ^= (byte) (1 << part);
                target.check(spoilt);
            }
        }
    }
}
