package io.github.accessentries.internal.field;

import io.github.accessentries.internal.document.KubernetesYaml;
import java.util.Optional;

/** What whoever reads a document makes of a scalar that stands there without quotes. */
public enum ScalarReading {
    /** It is taken as it was written, leading zeros of accounts included. */
    AS_WRITTEN {
        @Override
        Optional<String> otherThanText(String plain) {
            return Optional.empty();
        }

        @Override
        Optional<String> key(String plain) {
            return Optional.of(plain);
        }
    },
    /**
     * It is what YAML means by it, as {@code sigs.k8s.io/yaml} reads it: a number or a truth value is none of the texts that an API
     * server, and whatever reads files in the same way, asks for.
     */
    AS_KUBERNETES_DOES {
        @Override
        Optional<String> otherThanText(String plain) {
            Object meaning = KubernetesYaml.meaningOf(plain);
            if (meaning == null || meaning instanceof String) {
                return Optional.empty();
            }
            return Optional.of(meaning instanceof Boolean ? "a truth value" : "a number");
        }

        @Override
        Optional<String> key(String plain) {
            return KubernetesYaml.keyOf(plain);
        }
    };

    /** What a scalar is for it, if not a text. */
    abstract Optional<String> otherThanText(String plain);

    /** What it takes for the name of a member; empty if it cannot be one. */
    abstract Optional<String> key(String plain);
}
