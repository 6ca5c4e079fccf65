package io.github.accessentries.testkit.internal.wire.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The parameters of a query or a form, decoded, in the order in which they came. */
public final class Parameters {

    /** One of them. */
    public record Parameter(String name, String value) {}

    private static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = List.copyOf(all);
    }

    /** Reads a query. */
    public static Parameters ofQuery(String rawQuery) {
        return parse(rawQuery, UriText::decode);
    }

    /** Reads a form. */
    public static Parameters ofForm(byte[] body) {
        return parse(new String(body, UTF_8), UriText::decodeForm);
    }

    private static Parameters parse(String text, UnaryOperator<String> decode) {
        if (text.isEmpty()) {
            return NONE;
        }
        List<Parameter> all = new ArrayList<>();
        try {
            for (String part : text.split("&", -1)) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                if (!part.isEmpty()) {
                    all.add(new Parameter(decode.apply(name), decode.apply(value)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ServiceFault("SerializationException", 400, "The query is not percent-encoded", Map.of());
        }
        return new Parameters(all);
    }

    /** The first value of a name. */
    public Optional<String> first(String name) {
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    /** The values, in the order in which they came. */
    public List<String> all(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The values, in the order in which they came. */
    public List<Parameter> all() {
        return all;
    }
}
