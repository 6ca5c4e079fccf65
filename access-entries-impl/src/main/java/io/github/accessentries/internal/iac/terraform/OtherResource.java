package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Optional;

/**
 * A resource that may give access beside the entries.
 *
 * @param type its type
 * @param body its arguments
 * @param values what fills them in
 * @param planned what a plan says of it otherwise; empty anywhere else
 */
record OtherResource(String type, Field body, Values values, Optional<Planned> planned) {

    /** How a value is asked for. */
    interface Values {

        /**
         * Fills in.
         *
         * @throws Unanswered if something is not known
         */
        Field of(Field written) throws Unanswered;
    }

    /**
     * What stands at the end of a way through arguments and blocks, of which there is one each.
     *
     * @return it, filled in; empty if there is nothing
     * @throws Unanswered if it is not known
     */
    Optional<Field> value(String... way) throws Unanswered {
        Optional<Field> place = written(way);
        if (place.isPresent()) {
            return Optional.of(values.of(place.get())).filter(field -> !field.isEmpty());
        }
        if (planned.filter(plan -> plan.isUnknown(way[0])).isPresent()) {
            throw new Unanswered("knows its " + String.join(".", way) + " only after apply");
        }
        return Optional.empty();
    }

    /** What stands at the end of a way, as it is written. */
    Optional<Field> written(String... way) throws Unanswered {
        Optional<Field> place = Optional.of(body);
        for (String step : way) {
            if (place.filter(Field::isText).isPresent()) {
                place = Optional.of(values.of(place.get()));
            }
            List<Field> bodies = place.map(Blocks::bodies).orElse(List.of());
            place = bodies.stream()
                    .findFirst()
                    .flatMap(each -> each.member(step))
                    .filter(field -> !field.isEmpty());
        }
        return place;
    }

    /** The text at the end of a way; empty if there is none. */
    String text(String... way) throws Unanswered {
        return value(way).filter(Field::isText).flatMap(Field::text).orElse("");
    }
}
