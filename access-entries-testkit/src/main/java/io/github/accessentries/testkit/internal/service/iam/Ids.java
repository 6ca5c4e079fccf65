package io.github.accessentries.testkit.internal.service.iam;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes the ids of everything in a fake from one source of randomness. Thread-safe. */
public final class Ids {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789ABCDEF";

    private final RandomGenerator random;

    /**
     * Makes a source of ids.
     *
     * @param random need not be thread-safe
     */
    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /**
     * An id of 36 characters, such as requests and entries have.
     *
     * @return lower-case hexadecimal digits in groups of 8, 4, 4, 4 and 12
     */
    public synchronized String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String principalId(IamArn.Kind kind) {
        return kind.idPrefix() + text(BASE32, 17);
    }

    String accessKeyId(String prefix) {
        return prefix + text(BASE32, 16);
    }

    String secretAccessKey() {
        return text(BASE64, 40);
    }

    String sessionToken() {
        return text(BASE64, 200);
    }

    /** The id in the endpoint of a cluster. */
    public String clusterId() {
        return text(HEX, 32);
    }

    /** The id of a Pod Identity association. */
    public String associationId() {
        return "a-" + text(LOWER_CASE, 17);
    }

    private synchronized String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
