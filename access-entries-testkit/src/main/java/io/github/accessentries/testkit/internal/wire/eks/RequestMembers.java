package io.github.accessentries.testkit.internal.wire.eks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the requests of EKS can say, by the service's own model, to tell what the fake does not play from what does not
 * exist. It is read when the first request is refused for it.
 */
final class RequestMembers {

    private static final String TABLE = "eks-request-members.txt";

    private RequestMembers() {}

    /** Read once, on first use. */
    private static final class Model {

        static final Map<String, Set<String>> BY_OPERATION = read();

        private static Map<String, Set<String>> read() {
            try (InputStream table = Objects.requireNonNull(RequestMembers.class.getResourceAsStream(TABLE), TABLE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
                return lines.lines()
                        .map(line -> line.split(" "))
                        .collect(toUnmodifiableMap(
                                words -> words[0],
                                words -> Set.copyOf(Arrays.asList(words).subList(1, words.length))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The refusal of members that an operation of the fake does not take.
     *
     * @param operation the name of the operation
     * @param members paths of members of the body, and names of the query
     */
    static ServiceFault notTaken(String operation, Set<String> members) {
        Set<String> model = Model.BY_OPERATION.getOrDefault(operation, Set.of());
        List<String> unknown =
                members.stream().filter(member -> !model.contains(member)).toList();
        if (unknown.isEmpty()) {
            return EksProtocol.notPlayed(
                    operation + " with " + List.copyOf(members), "it would drop what they say, so leave them out");
        }
        return EksProtocol.notPlayed(
                operation + " with " + unknown,
                "it knows of no such member: check the spelling, and if EKS has got it since, look for a later version"
                        + " of the fake");
    }
}
