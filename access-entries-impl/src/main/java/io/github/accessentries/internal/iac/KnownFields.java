package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a resource, as far as its schema was known when this was written. */
public final class KnownFields {

    private KnownFields() {}

    /**
     * The members of a resource.
     *
     * @param field the resource; anything but a mapping is a fault
     * @param names the names that are known
     * @return its members
     * @throws Unanswered if it has another one, since nobody knows here what that changes
     */
    public static Members of(Field field, List<String> names) throws Unanswered {
        Members members = Members.ofAny(field);
        for (String name : members.fields().keySet()) {
            if (!names.contains(name)) {
                throw new Unanswered("has the field " + PlainText.name(name) + ", which is not known here; known are "
                        + String.join(", ", names));
            }
        }
        return members;
    }

    /**
     * A mapping without some of its members, which are of no concern.
     *
     * @param mapping the mapping; anything else is a fault
     * @param names the names of those members
     * @return the rest of it
     */
    public static Field without(Field mapping, String... names) {
        Map<String, Field> members = new LinkedHashMap<>(mapping.members());
        members.keySet().removeAll(Arrays.asList(names));
        return mapping.withMembers(members);
    }
}
