package io.github.accessentries.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret in a file that may change, as API servers send it. Thread-safe. */
final class BearerSecret {

    private static final int MIN_CHARACTERS = 16;
    private static final String SCHEME = "Bearer ";

    private final ReadAgain<List<String>> secrets;

    BearerSecret(Path file) {
        this.secrets = new ReadAgain<>(List.of(file), () -> read(file));
    }

    private static List<String> read(Path file) {
        List<String> secrets = new String(PemFiles.read(file), UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < MIN_CHARACTERS)) {
            throw new IllegalArgumentException("The file " + file + " does not contain a secret of at least "
                    + MIN_CHARACTERS + " characters on each line; make one: openssl rand -hex 32");
        }
        return secrets;
    }

    /** The one to use from now on. */
    String newest() {
        return secrets.get().get(0);
    }

    /** Takes the same time for each header of a length. */
    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(UTF_8);
        boolean found = false;
        for (String secret : secrets.get()) {
            found |= MessageDigest.isEqual(given, secret.getBytes(UTF_8));
        }
        return found;
    }
}
