package io.github.accessentries.testkit.internal.kubernetes.writing;

import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.admission.InitialState;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectChange;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Removals;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.ownership.FieldManagement;
import io.github.accessentries.testkit.internal.kubernetes.ownership.FieldManager;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schemas;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects into the store: filled in, admitted, checked. Thread-safe.
 *
 * @param store the objects
 * @param birth what new objects get
 * @param schemas what kinds are made of
 * @param admissions what looks at each change, in order
 */
public record ObjectWriter(ObjectStore store, ObjectBirth birth, Schemas schemas, List<Admission> admissions) {

    private static final int MOST_TRIES_OF_A_NAME = 8;
    private static final int ALREADY_EXISTS = 409;

    /**
     * What an apply has made.
     *
     * @param object the object
     * @param isNew whether it was not there before
     */
    public record Applied(KubeObject object, boolean isNew) {}

    /** Stores a new object. */
    public KubeObject create(Writing writing, KubeObject given) {
        boolean isNamedHere = given.name().isEmpty() && !given.generateName().isEmpty();
        for (int tries = 1; ; tries++) {
            try {
                return createNamed(writing, ObjectBirth.named(given));
            } catch (ApiFault fault) {
                boolean isTaken = fault.code() == ALREADY_EXISTS && isNamedHere;
                if (!isTaken || tries == MOST_TRIES_OF_A_NAME) {
                    throw fault;
                }
            }
        }
    }

    private KubeObject createNamed(Writing writing, KubeObject named) {
        Outcome outcome = new Outcome();
        Optional<KubeObject> stored = store.write(writing.type().groupResource(), named.key(), before -> {
            KubeObject admitted = made(writing, named, true);
            if (before.isPresent()) {
                throw ApiFaults.alreadyExists(writing.type(), named.name());
            }
            outcome.object = admitted;
            return writing.isDryRun() ? before : Optional.of(admitted);
        });
        return writing.isDryRun() ? outcome.object() : stored.orElseThrow();
    }

    private KubeObject made(Writing writing, KubeObject named, boolean isTracked) {
        ResourceType type = writing.type();
        KubeObject born = birth.born(type, InitialState.of(type, named));
        return admit(writing, Change.Operation.CREATE, Optional.empty(), born, isTracked);
    }

    /** Changes a stored object. */
    public KubeObject update(Writing writing, ObjectKey key, UnaryOperator<KubeObject> change) {
        return written(writing, key, before -> {
            KubeObject old = before.orElseThrow(() -> ApiFaults.notFound(writing.type(), key.name()));
            return changed(writing, old, change.apply(old), true);
        });
    }

    /**
     * Applies a configuration.
     *
     * @param writing who applies to what
     * @param key which object
     * @param apply gets the object as it is, empty if there is none, and says how it shall be and who owns what
     * @return what came out
     */
    public Applied apply(Writing writing, ObjectKey key, Function<Optional<KubeObject>, KubeObject> apply) {
        boolean[] isNew = {false};
        KubeObject object = written(writing, key, before -> {
            KubeObject applied = apply.apply(before);
            isNew[0] = before.isEmpty();
            return before.isEmpty() ? made(writing, applied, false) : changed(writing, before.get(), applied, false);
        });
        return new Applied(object, isNew[0]);
    }

    private KubeObject changed(Writing writing, KubeObject old, KubeObject wanted, boolean isTracked) {
        ResourceType type = writing.type();
        ObjectChange.requireCurrent(type, old, wanted);
        KubeObject part = ObjectPart.of(writing.subresource()).changed(type, old, wanted);
        KubeObject carried = ObjectChange.carried(type, old, part);
        return admit(writing, Change.Operation.UPDATE, Optional.of(old), carried, isTracked);
    }

    private KubeObject written(Writing writing, ObjectKey key, Function<Optional<KubeObject>, KubeObject> change) {
        ResourceType type = writing.type();
        Outcome outcome = new Outcome();
        Optional<KubeObject> stored = store.write(type.groupResource(), key, before -> {
            KubeObject admitted = change.apply(before);
            outcome.object = admitted;
            boolean isSame =
                    before.filter(old -> admitted.json().equals(old.json())).isPresent();
            if (writing.isDryRun() || isSame) {
                return before;
            }
            outcome.isGone = before.isPresent() && Removals.isDone(type.groupResource(), admitted);
            return outcome.isGone ? Optional.empty() : Optional.of(admitted);
        });
        return writing.isDryRun() || outcome.isGone ? outcome.object() : stored.orElseThrow();
    }

    /** Lets all look at a deletion, each of whom may refuse. */
    public void admitDeletion(Writing writing, KubeObject object) {
        admit(writing, Change.Operation.DELETE, Optional.of(object), object, false);
    }

    private KubeObject admit(
            Writing writing,
            Change.Operation operation,
            Optional<KubeObject> before,
            KubeObject after,
            boolean isTracked) {
        KubeObject known = isTracked ? FieldManagement.track(manager(writing), before, after) : after;
        Change change = new Change(operation, writing.type(), writing.subresource(), before, known, writing.user());
        for (Admission admission : admissions) {
            change = change.withAfter(admission.admit(change));
        }
        return change.after();
    }

    /** Who writes, as the object remembers. */
    public FieldManager manager(Writing writing) {
        return new FieldManager(
                writing.options().fieldManager(),
                writing.type(),
                writing.subresource(),
                schemas.of(writing.type()),
                birth.clock().instant());
    }

    /** What comes out of a change that the store does not hand back. */
    private static final class Outcome {

        private @Nullable KubeObject object;
        private boolean isGone;

        KubeObject object() {
            if (object == null) {
                throw new IllegalStateException("The store has not made the change");
            }
            return object;
        }
    }
}
