package io.github.accessentries.testkit.internal.kubernetes.admission;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Fills in what every new object gets from the server.
 *
 * @param clock the time of the cluster
 */
public record ObjectBirth(Clock clock) {

    /** Neither vowels, so that no words come out, nor digits that look like letters. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int RANDOM_CHARACTERS = 5;
    private static final int MOST_OF_PREFIX = 58;

    /** The time of the moment, as objects say it. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The name that an object gets if it asks for a generated one; the object itself if it has a name, or asks for none. */
    public static KubeObject named(KubeObject object) {
        String prefix = object.generateName();
        if (!object.name().isEmpty() || prefix.isEmpty()) {
            return object;
        }
        StringBuilder name = new StringBuilder(prefix.substring(0, Math.min(MOST_OF_PREFIX, prefix.length())));
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            name.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return object.withMetadata(metadata -> metadata.addProperty("name", name.toString()));
    }

    /**
     * Puts an object into the place that its path names.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it says that it belongs elsewhere
     */
    public static KubeObject placed(ResourceType type, KubeObject object, String namespace) {
        if (!type.namespaced()) {
            return object.namespace().isEmpty()
                    ? object
                    : object.withMetadata(metadata -> metadata.remove("namespace"));
        }
        if (object.namespace().isEmpty()) {
            return object.withMetadata(metadata -> metadata.addProperty("namespace", namespace));
        }
        if (!object.namespace().equals(namespace)) {
            throw ApiFaults.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        return object;
    }

    /**
     * Fills in what the server gives.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if the object has a version already
     */
    public KubeObject born(ResourceType type, KubeObject object) {
        if (!object.resourceVersion().isEmpty()) {
            throw ApiFaults.refused("resourceVersion should not be set on objects to be created");
        }
        return object.withMetadata(metadata -> {
            List.of("selfLink", "deletionTimestamp", "deletionGracePeriodSeconds")
                    .forEach(metadata::remove);
            metadata.addProperty("uid", UUID.randomUUID().toString());
            metadata.addProperty("creationTimestamp", now());
            Generations.begin(type, metadata);
        });
    }
}
