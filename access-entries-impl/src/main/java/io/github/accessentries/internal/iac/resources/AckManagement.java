package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Unanswered;

/** What ACK does about an object, as the annotations of its runtime say. */
final class AckManagement {

    /** What the keys of its annotations and tags begin with. */
    static final String PREFIX = "services.k8s.aws/";

    private final ManifestObjects objects;

    AckManagement(ManifestObjects objects) {
        this.objects = objects;
    }

    /**
     * Lets only pass what ACK brings about.
     *
     * @throws Unanswered if the spec is what ACK found, or is to find
     */
    void refuseWhatIsNotWished(ManifestObject object) throws Unanswered {
        if (object.isBeingDeleted()) {
            throw new Unanswered("is being deleted");
        }
        Asking asking = new Asking();
        boolean isReadOnly = is(object, "read-only", "true", asking);
        boolean adopts = is(object, "adoption-policy", "adopt", asking);
        boolean hasAdopted = is(object, "adopted", "true", asking);
        asking.refuse();
        if (isReadOnly) {
            throw new Unanswered("is only observed, since it is marked read-only");
        }
        if (adopts && !hasAdopted) {
            throw new Unanswered("adopts whatever is there, so its spec says nothing yet");
        }
    }

    private boolean is(ManifestObject object, String key, String value, Asking asking) {
        return asking.ask(() -> objects.annotation(object, PREFIX + key))
                .filter(value::equals)
                .isPresent();
    }

    /** Whether ACK makes an object that is not there. */
    boolean makes(ManifestObject object) throws Unanswered {
        return !object.isBeingDeleted()
                && !objects.annotation(object, PREFIX + "read-only").equals("true")
                && !objects.annotation(object, PREFIX + "adoption-policy").equals("adopt");
    }
}
