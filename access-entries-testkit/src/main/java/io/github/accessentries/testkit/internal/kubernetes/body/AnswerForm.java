package io.github.accessentries.testkit.internal.kubernetes.body;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.table.Representation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The form of an answer that a client asks for by its {@code Accept} header.
 *
 * @param shape what is shown of the objects
 * @param contentType what the answer says of itself
 */
public record AnswerForm(Representation shape, String contentType) {

    private static final String META_GROUP = "meta.k8s.io";
    private static final String SUPPORTED = "application/json, application/yaml";
    private static final AnswerForm DEFAULT = new AnswerForm(Representation.OBJECT, MediaType.JSON.mimeType());

    private record Clause(String mediaType, Map<String, String> parameters) {

        static Clause of(String text) {
            String[] parts = text.split(";", -1);
            Map<String, String> parameters = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            parts[i].substring(0, equals).strip(),
                            parts[i].substring(equals + 1).strip());
                }
            }
            return new Clause(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
        }

        private String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }

        double quality() {
            try {
                return parameters.containsKey("q") ? Double.parseDouble(parameter("q")) : 1;
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        /** Empty if nothing here is in such a form; protobuf is read, but not written. */
        Optional<AnswerForm> form() {
            return switch (mediaType) {
                case "application/json", "*/*", "application/*" -> shape().map(shape -> json(shape));
                case "application/yaml" -> shape().map(shape -> new AnswerForm(shape, MediaType.YAML.mimeType()));
                default -> Optional.empty();
            };
        }

        private AnswerForm json(Representation shape) {
            return shape == Representation.OBJECT
                    ? DEFAULT
                    : new AnswerForm(
                            shape,
                            "application/json;as=" + parameter("as") + ";v=" + parameter("v") + ";g=" + META_GROUP);
        }

        private Optional<Representation> shape() {
            String as = parameter("as");
            if (as.isEmpty()) {
                return Optional.of(Representation.OBJECT);
            }
            boolean isOfMeta =
                    parameter("g").equals(META_GROUP) && parameter("v").equals("v1");
            return switch (as) {
                case "Table" -> Optional.of(Representation.TABLE).filter(shape -> isOfMeta);
                case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                    Optional.of(Representation.METADATA).filter(shape -> isOfMeta);
                default -> Optional.empty();
            };
        }
    }

    /**
     * What a request asks for.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it takes nothing that there is
     */
    public static AnswerForm of(ApiRequest request) {
        String accept = String.join(",", request.headers().all("Accept"));
        if (accept.isBlank()) {
            return DEFAULT;
        }
        List<Clause> clauses = new ArrayList<>();
        for (String text : accept.split(",", -1)) {
            clauses.add(Clause.of(text));
        }
        // The sort is stable: among equals, the first counts.
        clauses.sort((one, other) -> Double.compare(other.quality(), one.quality()));
        return clauses.stream()
                .filter(clause -> clause.quality() > 0)
                .flatMap(clause -> clause.form().stream())
                .findFirst()
                .orElseThrow(() -> ApiFaults.notAcceptable(SUPPORTED));
    }
}
