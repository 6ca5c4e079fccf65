package io.github.accessentries.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.testkit.service.ServiceFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The parameters of a query or a form, decoded, in the order in which they came. */
final class Parameters {

    record Parameter(String name, String value) {}

    private static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = List.copyOf(all);
    }

    static Parameters ofQuery(String rawQuery) {
        return parse(rawQuery, UriText::decode);
    }

    static Parameters ofForm(byte[] body) {
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

    Optional<String> first(String name) {
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    List<String> all(String name) {
        return all.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    List<Parameter> all() {
        return all;
    }
}
