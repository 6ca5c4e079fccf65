package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the provider, by what refers to them: its name, or its name and an alias. */
final class Providers {

    /** What is used where nothing else is said. */
    static final String AWS = "aws";

    /** Settings that say nothing of which account it is. */
    private static final List<String> ABOUT_NO_ACCOUNT =
            List.of("alias", "default_tags", "ignore_tags", "region", "max_retries", "retry_mode", "version", "//");

    private static final Pattern REFERENCE = Pattern.compile("(?:\\$\\{)?\\s*([\\w-]+(?:\\.[\\w-]+)?)\\s*}?");

    private final Map<String, Field> settings = new LinkedHashMap<>();

    void take(String name, Field body) {
        String alias = body.member("alias")
                .filter(Field::isText)
                .flatMap(Field::text)
                .map(text -> "." + text)
                .orElse("");
        if (settings.putIfAbsent(name + alias, body) != null) {
            body.fault("provider " + name + alias + " is there already; give one of them another alias");
        }
    }

    /** Which settings a block asks for. */
    static String of(Field body) throws Unanswered {
        return reference(body.member("provider"));
    }

    /** Which settings a module's resources get. */
    static String ofModule(Field body) throws Unanswered {
        return reference(body.member("providers").flatMap(map -> map.member(AWS)));
    }

    private static String reference(Optional<Field> field) throws Unanswered {
        if (field.isEmpty() || field.get().isEmpty()) {
            return AWS;
        }
        String text = field.get().isText() ? field.get().text().orElseThrow() : "";
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            throw new Unanswered("has a provider that is no reference");
        }
        return matcher.group(1);
    }

    /** The tags that the provider adds to each resource. */
    Map<String, Field> defaultTags(String provider, Evaluator evaluator) throws Unanswered {
        Map<String, Field> tags = new LinkedHashMap<>();
        Optional<Field> blocks =
                Optional.ofNullable(settings.get(provider)).flatMap(body -> body.member("default_tags"));
        if (blocks.isPresent()) {
            for (Field block : Blocks.bodies(blocks.get())) {
                Optional<Field> values = block.member("tags").filter(field -> !field.isEmpty());
                if (values.isPresent()) {
                    tags.putAll(mapping(evaluator.evaluate(values.get(), Instance.ONLY)));
                }
            }
        }
        return tags;
    }

    private static Map<String, Field> mapping(Field tags) throws Unanswered {
        if (!tags.isMapping()) {
            throw new Unanswered("gets default_tags that are no mapping");
        }
        return tags.members();
    }

    /** Where the provider works, as it is written: what is written alike is the same. */
    Home home(String provider, Optional<Field> region, Evaluator evaluator, Instance instance) {
        Optional<Field> body = Optional.ofNullable(settings.get(provider));
        Map<String, String> account = new TreeMap<>();
        body.ifPresent(settings -> settings.members().forEach((name, value) -> {
            if (!ABOUT_NO_ACCOUNT.contains(name)) {
                account.put(name, value.asOneText());
            }
        }));
        String where = region.map(field -> region(field, evaluator, instance))
                .or(() -> body.flatMap(settings -> settings.member("region"))
                        .map(field -> region(field, evaluator, Instance.ONLY)))
                .filter(text -> !text.isEmpty())
                .orElse(Home.SURROUNDINGS);
        return new Home(where, account.isEmpty() ? Home.SURROUNDINGS : account.toString());
    }

    /** An expression that cannot be answered is still the same as itself. */
    private static String region(Field field, Evaluator evaluator, Instance instance) {
        try {
            return evaluator.evaluate(field, instance).asOneText();
        } catch (Unanswered unknown) {
            return field.asOneText();
        }
    }
}
