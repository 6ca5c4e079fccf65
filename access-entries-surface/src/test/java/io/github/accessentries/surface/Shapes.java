package io.github.accessentries.surface;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types of every kind. */
public final class Shapes {

    public static final String NAME = "shape";

    static final int UNSEEN = 1;

    private Shapes() {}

    public sealed interface Shape permits Circle, Square {
        double area();

        default Optional<String> label() {
            return Optional.empty();
        }
    }

    public record Circle(double radius) implements Shape {
        @Override
        public double area() {
            return Math.PI * radius * radius;
        }
    }

    public record Square(double side, @Nullable String colour) implements Shape {
        public Square(double side) {
            this(side, null);
        }

        @Override
        public double area() {
            return side * side;
        }
    }

    public record Pair(String one, String other) {}

    public interface Named<T> {
        T of(T name);
    }

    public enum Corner {
        SHARP,
        ROUND {
            @Override
            double radius() {
                return 1;
            }
        };

        double radius() {
            return 0;
        }
    }

    abstract static class Generated<B> {
        public List<? extends B> parts(Map<String, ? super B> parts, @Nullable String... names) throws IOException {
            throw new IOException(parts + List.of(names).toString());
        }
    }

    public abstract static class Builder extends Generated<Shape> {
        protected Builder() {}

        void unseen() {}

        public abstract <T extends Comparable<T>> T @Nullable [] sorted(T[] given);
    }

    public static final class Checked {
        private final String text;

        public Checked(String text) {
            this.text = requireNonNull(text, "text");
        }

        public String joined(@Nullable String before, String... more) {
            for (String each : requireNonNull(more, "more")) {
                requireNonNull(each, "more element");
            }
            return before + text + String.join("", more);
        }

        public static Checked of(Shape shape) {
            return new Checked(requireNonNull(shape, "shape").toString());
        }
    }

    public static final class Unchecked {
        private Unchecked() {}

        public static String taken(Object any) {
            return "" + any;
        }

        public static int unnamed(String text, Corner corner) {
            return requireNonNull(text, "given").length() + corner.name().length();
        }

        public static String join(String... parts) {
            return String.join("", requireNonNull(parts, "parts"));
        }
    }

    /** Can be read but for the size. */
    public static final class Sheet {
        private final String title;

        private Sheet(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public static final class Builder {
            private String title = "";

            public Builder title(String title) {
                this.title = title;
                return this;
            }

            public Builder size(int size) {
                return title(title + size);
            }

            public Sheet build() {
                return new Sheet(title);
            }
        }
    }
}
