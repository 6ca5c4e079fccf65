package io.github.accessentries.internal.client;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

/**
 * What may be told of a {@code credential_process} that failed: how it ended. What it wrote may be a secret, on standard error as well,
 * and the SDK's exceptions quote that.
 */
final class CredentialProcess {

    private static final Pattern EXIT_CODE = Pattern.compile("Command returned non-zero exit value \\((\\d{1,9})\\)");

    private CredentialProcess() {}

    /**
     * How a process ended, where one is the reason why there are no credentials.
     *
     * @param failure the SDK's exception; a process is known by where it was thrown, since its words may change
     */
    static Optional<String> failure(Throwable failure) {
        Set<Throwable> all = withItsCauses(failure);
        return all.stream().anyMatch(CredentialProcess::isOfAProcess)
                ? Optional.of(all.stream()
                        .flatMap(each -> exitCode(each).stream())
                        .findFirst()
                        .map(code -> "ended with exit code " + code)
                        .orElse("gave none"))
                : Optional.empty();
    }

    private static Set<Throwable> withItsCauses(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(Set.of(failure));
        while (!left.isEmpty()) {
            Throwable next = left.remove();
            if (seen.add(next)) {
                Stream.concat(Stream.ofNullable(next.getCause()), Arrays.stream(next.getSuppressed()))
                        .forEach(left::add);
            }
        }
        return seen;
    }

    private static boolean isOfAProcess(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ProcessCredentialsProvider.class.getName()));
    }

    private static Optional<String> exitCode(Throwable failure) {
        Matcher told = EXIT_CODE.matcher(String.valueOf(failure.getMessage()));
        return told.lookingAt() ? Optional.of(told.group(1)) : Optional.empty();
    }
}
