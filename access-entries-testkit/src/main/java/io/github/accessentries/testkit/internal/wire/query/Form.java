package io.github.accessentries.testkit.internal.wire.query;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a call says. Lists are numbered: {@code TagKeys.member.1}; an empty one is its bare name. It knows which parameters
 * were read, so that none is passed over in silence.
 */
public final class Form {

    private static final Set<String> OF_THE_PROTOCOL = Set.of("Action", "Version");
    private static final String PRESIGNED = "x-amz-";
    private static final String MEMBER = ".member.";

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    Form(Parameters parameters) {
        for (Parameters.Parameter parameter : parameters.all()) {
            given.putIfAbsent(parameter.name(), parameter.value());
        }
    }

    /** A parameter. */
    public Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(given.get(name));
    }

    /** A parameter that has to be there. */
    public String required(String name) {
        return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> missing(name));
    }

    /** A whole number. */
    public Optional<Integer> number(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new ServiceFault("MalformedInput", 400, name + " must be an integer", Map.of());
            }
        });
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        read.add(name);
        List<String> texts = new ArrayList<>();
        for (int number = 1; ; number++) {
            Optional<String> text = text(name + MEMBER + number);
            if (text.isEmpty()) {
                return texts;
            }
            texts.add(text.get());
        }
    }

    /** Tags: a list of keys with values. */
    public Map<String, String> tags(String name) {
        read.add(name);
        Map<String, String> tags = new LinkedHashMap<>();
        for (int number = 1; ; number++) {
            String prefix = name + MEMBER + number;
            Optional<String> key = text(prefix + ".Key");
            if (key.isEmpty()) {
                return tags;
            }
            if (tags.put(key.get(), text(prefix + ".Value").orElse("")) != null) {
                throw new ServiceFault(
                        "InvalidInput",
                        400,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                        Map.of());
            }
        }
    }

    /** The parameters that nobody has read; of a list, its name alone. */
    Set<String> unread() {
        Set<String> unread = new TreeSet<>();
        for (String name : given.keySet()) {
            if (!read.contains(name)
                    && !OF_THE_PROTOCOL.contains(name)
                    && !name.toLowerCase(Locale.ROOT).startsWith(PRESIGNED)) {
                int dot = name.indexOf('.');
                unread.add(dot < 0 ? name : name.substring(0, dot));
            }
        }
        return unread;
    }

    private static ServiceFault missing(String name) {
        String member = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return new ServiceFault(
                "ValidationError",
                400,
                "1 validation error detected: Value null at '" + member
                        + "' failed to satisfy constraint: Member must not be null",
                Map.of());
    }
}
