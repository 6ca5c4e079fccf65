package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Crossplane does about an object, as its annotation for a pause and its {@code managementPolicies} say. What becomes of a thing
 * on AWS when its object goes, which {@code deletionPolicy} and the policy {@code Delete} say, does not matter as long as it is there.
 */
final class CrossplaneManagement {

    private static final String EVERYTHING = "*";
    private static final String CREATE = "Create";
    private static final String UPDATE = "Update";
    private static final List<String> KNOWN =
            List.of("Observe", CREATE, UPDATE, "Delete", "LateInitialize", EVERYTHING);

    private final ManifestObjects objects;

    CrossplaneManagement(ManifestObjects objects) {
        this.objects = objects;
    }

    /** Whether Crossplane makes what is not there. */
    boolean makes(ManifestObject object) throws Unanswered {
        return !object.isBeingDeleted() && !isPaused(object) && does(CREATE, policies(object));
    }

    /**
     * Lets only pass what Crossplane brings about.
     *
     * @throws Unanswered if it does nothing about the object, or not any more
     */
    void refuseWhatIsNotWished(ManifestObject object) throws Unanswered {
        if (object.isBeingDeleted()) {
            boolean stays = object.text("spec", "deletionPolicy").equals("Orphan");
            throw new Unanswered(
                    stays
                            ? "is being deleted, and what it made stays behind, as its deletionPolicy says"
                            : "is being deleted");
        }
        Asking asking = new Asking();
        boolean isPaused = asking.ask(() -> isPaused(object)).orElse(false);
        List<String> policies = asking.ask(() -> policies(object)).orElse(List.of(EVERYTHING));
        asking.refuse();
        if (isPaused || policies.isEmpty()) {
            throw new Unanswered("is paused, so Crossplane does nothing about it");
        }
        if (!does(CREATE, policies) && !does(UPDATE, policies)) {
            throw new Unanswered("is only observed, as its managementPolicies say");
        }
    }

    /** Tells what an object that is wished does not say of all times. */
    void tellHalves(ManifestObject object) throws Unanswered {
        List<String> policies = policies(object);
        if (!does(UPDATE, policies)) {
            objects.omit(
                    object, "is only made like this; Crossplane does not keep it so, as its managementPolicies say");
        } else if (!does(CREATE, policies)) {
            objects.omit(object, "is only kept like this; Crossplane does not make it, as its managementPolicies say");
        }
    }

    private boolean isPaused(ManifestObject object) throws Unanswered {
        return objects.annotation(object, "crossplane.io/paused").equals("true");
    }

    private static boolean does(String what, List<String> policies) {
        return policies.contains(what) || policies.contains(EVERYTHING);
    }

    private List<String> policies(ManifestObject object) throws Unanswered {
        Optional<Field> written = objects.known(object, "spec", "managementPolicies");
        if (written.isEmpty()) {
            return List.of(EVERYTHING);
        }
        List<String> policies = new ArrayList<>();
        for (Field policy : written.get().items()) {
            policy.text().ifPresent(text -> {
                policies.add(text);
                if (!KNOWN.contains(text)) {
                    policy.fault(
                            PlainText.quoted(text) + " is not a policy of management; use " + String.join(", ", KNOWN));
                }
            });
        }
        return policies;
    }
}
