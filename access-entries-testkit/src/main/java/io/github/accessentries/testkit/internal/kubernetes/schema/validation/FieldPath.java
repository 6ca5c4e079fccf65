package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

/**
 * Where a field is, as Kubernetes writes it: {@code spec.containers[0].image}.
 *
 * @param text the path, empty for the object itself
 */
public record FieldPath(String text) {

    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath("");

    /** A field or key below. */
    public FieldPath child(String name) {
        return new FieldPath(text.isEmpty() ? name : text + "." + name);
    }

    /** An element below. */
    public FieldPath index(int index) {
        return new FieldPath(text + "[" + index + "]");
    }

    @Override
    public String toString() {
        return text;
    }
}
