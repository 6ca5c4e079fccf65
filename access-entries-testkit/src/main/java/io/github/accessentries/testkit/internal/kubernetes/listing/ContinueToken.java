package io.github.accessentries.testkit.internal.kubernetes.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.Base64;

/**
 * Where a list that comes in parts goes on.
 *
 * @param version the version that all parts are of
 * @param last the last object of the part before
 */
record ContinueToken(long version, ObjectKey last) {

    private static final int PARTS = 3;

    /** As clients see it, without meaning for them. */
    String text() {
        String plain = version + "/" + last.namespace() + "/" + last.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    static ContinueToken parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("/", PARTS);
            if (parts.length == PARTS) {
                return new ContinueToken(Long.parseLong(parts[0]), new ObjectKey(parts[1], parts[2]));
            }
            throw new IllegalArgumentException("parts");
        } catch (IllegalArgumentException e) {
            throw ApiFaults.badRequest("continue key is not valid: it must be one that a list has told");
        }
    }
}
