package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/**
 * A resource of a stack or of a program.
 *
 * @param at where it stands
 * @param type its type, in the long form
 * @param address its URN, or its name in the program
 * @param name its name
 * @param properties what is wished of it
 * @param computedTags all tags that it has got, those by default included, where the stack knows them
 */
record PulumiResource(
        Field at, String type, String address, String name, Field properties, Optional<Field> computedTags) {

    static final String ENTRY = "aws:eks/accessEntry:AccessEntry";
    static final String ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    static final String NATIVE_ENTRY = "aws-native:eks:AccessEntry";

    boolean is(String expected) {
        return type.equals(expected);
    }

    /** The name in a sentence. */
    String subject() {
        return PlainText.of(address);
    }

    /** A property as it is written, for comparing. */
    String written(String property) {
        return properties
                .member(property)
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("");
    }

    /** Whether something is said for a property. */
    boolean says(String... path) {
        Optional<Field> found = Optional.of(properties);
        for (String step : path) {
            found = found.flatMap(field -> field.member(step));
        }
        return found.filter(field -> !field.isEmpty()).isPresent();
    }
}
