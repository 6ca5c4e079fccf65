package io.github.accessentries.testkit.internal.service.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts sorted lists into pages. A token names the last item of its page, so that paging continues at the right place
 * whatever is added or removed meanwhile; and it is bound to its list, so that another list refuses it.
 */
public final class Paging {

    private static final int LEAST = 1;
    private static final int MOST = 100;
    private static final int SEAL_LENGTH = 12;

    private Paging() {}

    /** One page of a list. */
    public static <T> Page<T> page(String list, NavigableMap<String, T> all, PageRequest request) {
        return page(list, all, request, item -> true);
    }

    /** One page of a list. */
    public static <T> Page<T> page(String list, NavigableMap<String, T> all, PageRequest request, Predicate<T> filter) {
        int size = size(request.maxResults());
        String token = request.nextToken();
        NavigableMap<String, T> rest = token == null ? all : all.tailMap(lastKey(list, token), false);
        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (!filter.test(entry.getValue())) {
                continue;
            }
            if (items.size() == size) {
                return new Page<>(List.copyOf(items), Optional.of(token(list, last)));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(List.copyOf(items), Optional.empty());
    }

    private static int size(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return MOST;
        }
        if (maxResults < LEAST || maxResults > MOST) {
            throw UnverifiedFaults.maxResultsOutOfRange(LEAST, MOST);
        }
        return maxResults;
    }

    private static String token(String list, String lastKey) {
        byte[] key = lastKey.getBytes(UTF_8);
        byte[] token = Arrays.copyOf(seal(list, key), SEAL_LENGTH + key.length);
        System.arraycopy(key, 0, token, SEAL_LENGTH, key.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String lastKey(String list, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw UnverifiedFaults.nextTokenInvalid();
        }
        if (bytes.length <= SEAL_LENGTH) {
            throw UnverifiedFaults.nextTokenInvalid();
        }
        byte[] key = Arrays.copyOfRange(bytes, SEAL_LENGTH, bytes.length);
        if (!Arrays.equals(seal(list, key), Arrays.copyOf(bytes, SEAL_LENGTH))) {
            throw UnverifiedFaults.nextTokenInvalid();
        }
        return new String(key, UTF_8);
    }

    private static byte[] seal(String list, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(list.getBytes(UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(key), SEAL_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
