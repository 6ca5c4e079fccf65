package io.github.accessentries.testkit.internal.wire.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which operation a method and a path mean. The table of EKS has all operations of the service, played or not.
 *
 * <p>The path is cut at its slashes before anything is decoded: in an ARN within it a slash is {@code %2F}.
 */
public final class Routes {

    private static final String TABLE = "eks-operations.txt";

    /** An operation with what the path says. */
    public record Match(String operation, Map<String, String> labels) {}

    private record Route(String method, List<String> template, String operation) {

        static Route parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Route(parts[0], segments(parts[1]), parts[2]);
        }

        /** Whether a path of the same length is one of these. */
        boolean fits(List<String> path) {
            for (int i = 0; i < path.size(); i++) {
                if (!isLabel(template.get(i)) && !template.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Match match(List<String> path) {
            Map<String, String> labels = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String name = template.get(i);
                if (isLabel(name)) {
                    labels.put(name.substring(1, name.length() - 1), decode(path.get(i)));
                }
            }
            return new Match(operation, Map.copyOf(labels));
        }

        private static boolean isLabel(String segment) {
            return segment.startsWith("{");
        }
    }

    private final List<Route> all;
    private final Map<Integer, List<Route>> byLength;

    private Routes(List<Route> all) {
        this.all = List.copyOf(all);
        this.byLength = new HashMap<>();
        for (Route route : all) {
            byLength.computeIfAbsent(route.template().size(), length -> new ArrayList<>())
                    .add(route);
        }
    }

    static Routes ofEks() {
        try (InputStream table = Objects.requireNonNull(Routes.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            List<Route> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(Route.parse(line));
            }
            return new Routes(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Routes named by what they match: the method, a blank, and the template of the path. */
    public static Routes of(Collection<String> routes) {
        return new Routes(
                routes.stream().map(route -> Route.parse(route + " " + route)).toList());
    }

    List<String> operations() {
        return all.stream().map(Route::operation).sorted().toList();
    }

    /** The operation of a method and a path. */
    public Optional<Match> find(String method, String rawPath) {
        List<String> path = segments(rawPath);
        for (Route route : ofLength(path)) {
            if (route.method().equals(method) && route.fits(path)) {
                return Optional.of(route.match(path));
            }
        }
        return Optional.empty();
    }

    /** The methods that a path takes; none if there is no such path. */
    public Set<String> methods(String rawPath) {
        List<String> path = segments(rawPath);
        return ofLength(path).stream()
                .filter(route -> route.fits(path))
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Route> ofLength(List<String> path) {
        return byLength.getOrDefault(path.size(), List.of());
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    private static String decode(String segment) {
        try {
            return UriText.decode(segment);
        } catch (IllegalArgumentException e) {
            throw new ServiceFault("SerializationException", 400, "The path is not percent-encoded", Map.of());
        }
    }
}
