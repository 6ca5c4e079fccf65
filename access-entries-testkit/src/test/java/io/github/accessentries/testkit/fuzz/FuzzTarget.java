package io.github.accessentries.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What reads bytes that anybody may have made, and what must hold whatever they are: only the documented exceptions, no more work than
 * the input is worth, and nothing given that a naive second look at the same bytes does not find in them.
 *
 * <p>Each has seeds in the test resources beside this package, in a directory of its name in lower case. They are tried in every build
 * ({@link FuzzSeedsTest}), and are where {@link FuzzingRun} starts from and puts what it finds.
 */
@SuppressWarnings("ImmutableEnumChecker") // None of them changes.
enum FuzzTarget {
    TOKEN(new FuzzedTokens()),
    STS_ANSWER(new FuzzedStsAnswers()),
    TOKEN_REVIEW(new FuzzedTokenReviews()),
    ACCESS_REVIEW(new FuzzedAccessReviews()),
    RBAC(new FuzzedRbac()),
    AWS_AUTH(new FuzzedAwsAuth()),
    FILES(new FuzzedFiles()),
    PROTOBUF(new FuzzedProtobuf()),
    PATCH(new FuzzedPatches()),
    KUBECONFIG(new FuzzedKubeconfigs());

    private final Consumer<byte[]> check;

    FuzzTarget(Consumer<byte[]> check) {
        this.check = check;
    }

    /** The directory of its seeds. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its seeds, of which there is one at least. */
    List<Path> seeds() {
        URL directory = FuzzTarget.class.getResource(directory());
        if (directory == null) {
            throw new IllegalStateException(this + " has no seeds");
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(directory.toString())))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws whatever is wrong with what becomes of an input. */
    void check(byte[] input) {
        WorkBound.of(input.length).check(() -> check.accept(input));
    }
}
