package io.github.accessentries.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurfaceFileTest {

    private static final Surface SHAPES = Surface.of(List.of(Shapes.class.getDeclaredClasses()));

    private final Path file;

    SurfaceFileTest(@TempDir Path folder) {
        this.file = folder.resolve("surface.txt");
    }

    @Test
    void everyKindOfType_isShownAsItsUsersSeeIt() {
        assertThat(SurfaceText.of(SHAPES)).isEqualTo("""
                        # 10 types

                        package io.github.accessentries.surface

                        public abstract static class Shapes.Builder
                          protected Shapes.Builder()
                          public List<? extends B> parts(Map<String, ? super B>, @Nullable String...) throws IOException
                          public abstract <T extends Comparable<T>> T @Nullable [] sorted(T[])

                        public static final class Shapes.Checked
                          public Shapes.Checked(String)
                          public String joined(@Nullable String, String...)
                          public static Shapes.Checked of(Shapes.Shape)

                        public record Shapes.Circle(double radius) implements Shapes.Shape
                          public double area()

                        public enum Shapes.Corner
                          ROUND
                          SHARP

                        public interface Shapes.Named<T>
                          T of(T)

                        public record Shapes.Pair(String one, String other)

                        public sealed interface Shapes.Shape permits Shapes.Circle, Shapes.Square
                          double area()
                          default Optional<String> label()

                        public static final class Shapes.Sheet
                          public String title()

                        public record Shapes.Square(double side, @Nullable String colour) implements Shapes.Shape
                          public Shapes.Square(double)
                          public double area()

                        public static final class Shapes.Unchecked
                          public static String join(String...)
                          public static String taken(Object)
                          public static int unnamed(String, Shapes.Corner)
                        """);
    }

    @Test
    void constants_areShownWithTheirValues() {
        assertThat(SurfaceText.of(Surface.of(List.of(Shapes.class))))
                .contains("public static final String NAME = shape")
                .doesNotContain("UNSEEN");
    }

    @Test
    void aSurfaceThatWasAccepted_isNoDifference() throws Exception {
        assertThat(SHAPES).satisfies(each -> new SurfaceFile(file).differences(each, true));

        assertThat(new SurfaceFile(file).differences(SHAPES, false)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(SurfaceText.of(SHAPES));
    }

    @Test
    void aMemberThatIsGone_isNamedWithItsType() throws Exception {
        Files.writeString(
                file,
                SurfaceText.of(SHAPES)
                        .replace("  SHARP\n", "  BLUNT\n  SHARP\n")
                        .replace("  double area()\n", ""));

        assertThat(new SurfaceFile(file).differences(SHAPES, false))
                .contains("-Dsurface=accept")
                .containsOnlyOnce("\n- ")
                .contains("\n- Shapes.Corner:  BLUNT\n")
                .containsOnlyOnce("\n+ ")
                .contains("\n+ Shapes.Shape:  double area()\n");
    }

    @Test
    void internalPackages_areNotSeen() {
        assertThat(Surface.of(SurfaceFileTest.class).types())
                .contains(Shapes.class, Shapes.Circle.class)
                .doesNotContain(Shapes.Generated.class, io.github.accessentries.surface.internal.Unseen.class);
    }

    @Test
    void recordsOfNoSealedType_areThoseThatMayGrow() {
        assertThat(SHAPES.recordsOfNoSealedType()).containsExactly(Shapes.Pair.class);
    }

    @Test
    void optionsThatNothingGivesBack_areNamed() {
        assertThat(Surface.of(List.of(Shapes.Sheet.Builder.class)).unreadableOptions())
                .singleElement()
                .asString()
                .contains("Sheet$Builder.size(int)");
    }

    @Test
    void lastStepsWithoutTheMark_areNamed() {
        assertThat(Surface.of(List.of(Shapes.Sheet.Builder.class)).unmarkedResults())
                .singleElement()
                .asString()
                .contains("Sheet$Builder.build()");
    }
}
