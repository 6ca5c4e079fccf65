package io.github.accessentries.surface;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The types that a module shows to its users: those that are public or protected, as are all types around them, in packages
 * without {@code internal} in their names. Immutable.
 */
public final class Surface {

    private static final Comparator<Class<?>> ORDER =
            Comparator.<Class<?>, String>comparing(Class::getPackageName).thenComparing(Class::getName);

    private final List<Class<?>> types;

    private Surface(List<Class<?>> types) {
        this.types = types;
    }

    /**
     * Reads the surface of a module.
     *
     * @param anchor any class of the module, whose class files must lie in a directory
     * @return the surface
     */
    public static Surface of(Class<?> anchor) {
        try {
            Path root = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return new Surface(files.map(root::relativize)
                        .map(Path::toString)
                        .filter(file -> file.endsWith(".class") && !file.contains("-info"))
                        .<Class<?>>map(file -> load(file, anchor.getClassLoader()))
                        .filter(Surface::isVisible)
                        .sorted(ORDER)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class files beside " + anchor.getName() + " cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(anchor.getName() + " does not come from a directory", e);
        }
    }

    /**
     * A surface of some types.
     *
     * @param types the types, whether users see them or not
     * @return those that they see
     */
    public static Surface of(List<Class<?>> types) {
        return new Surface(
                types.stream().filter(Surface::isVisible).sorted(ORDER).toList());
    }

    private static Class<?> load(String file, ClassLoader loader) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " has a class file but cannot be loaded", e);
        }
    }

    /**
     * The types.
     *
     * @return by package and name
     */
    public List<Class<?>> types() {
        return types;
    }

    /**
     * What is called for its result and does not say so: values that Immutables generates, whose methods change nothing, and
     * the last steps of builders. What Immutables writes for a builder cannot be marked.
     *
     * @return types and methods without {@code @CheckReturnValue}, sorted
     */
    public List<String> unmarkedResults() {
        Stream<String> values = types.stream()
                .filter(Surface::isGenerated)
                .filter(type -> !isMarked(type))
                .map(Class::getName);
        Stream<String> lastSteps = types.stream()
                .filter(type -> type.getSimpleName().equals("Builder"))
                .flatMap(type -> methods(type).stream())
                .filter(method ->
                        method.getName().equals("build") || method.getName().equals("start"))
                .filter(method -> isVisible(method.getDeclaringClass()) && !isMarked(method))
                .map(Method::toString);
        return Stream.concat(values, lastSteps).sorted().toList();
    }

    /**
     * The options that cannot be read back: where a builder takes a number, a text, a time or an enum by some name, what it
     * builds must give it by that name, or by its plural if the builder collects several. What else is handed in, for example
     * a client, stays the caller's.
     *
     * @return the methods of builders, sorted
     */
    public List<String> unreadableOptions() {
        return types.stream()
                .filter(type -> type.getSimpleName().equals("Builder") && type.getEnclosingClass() != null)
                .filter(type -> !isGenerated(type.getEnclosingClass()) && builds(type, type.getEnclosingClass()))
                .flatMap(type -> methods(type).stream()
                        .filter(option -> option.getReturnType() == type && option.getParameterCount() == 1)
                        .filter(option -> isPlain(option.getParameterTypes()[0]))
                        .filter(option -> !isReadable(type.getEnclosingClass(), option.getName())))
                .map(Method::toString)
                .sorted()
                .toList();
    }

    private static boolean builds(Class<?> builder, Class<?> built) {
        return methods(builder).stream().anyMatch(method -> method.getReturnType() == built);
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || type == String.class || type == Duration.class;
    }

    private static boolean isReadable(Class<?> built, String option) {
        return methods(built).stream()
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .anyMatch(name -> name.equals(option) || name.equals(option + "s"));
    }

    private static boolean isGenerated(Class<?> type) {
        String implementation = type.getPackageName() + ".Immutable" + type.getSimpleName();
        try {
            return type.isAssignableFrom(Class.forName(implementation, false, type.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isMarked(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(each -> each.annotationType().getSimpleName().equals("CheckReturnValue"));
    }

    /**
     * The records that are no case of a sealed type. A new component of such a one would break its users for nothing.
     *
     * @return the records, by package and name
     */
    public List<Class<?>> recordsOfNoSealedType() {
        return types.stream()
                .filter(Class::isRecord)
                .filter(type -> Arrays.stream(type.getInterfaces()).noneMatch(Class::isSealed))
                .toList();
    }

    /** Whether users can name a type. */
    static boolean isVisible(Class<?> type) {
        if (type.isArray()) {
            return isVisible(type.getComponentType());
        }
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && !type.isSynthetic()
                && !("." + type.getPackageName() + ".").contains(".internal.")
                && (outer == null || isVisible(outer));
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /**
     * The methods that users find on a type and on none of its visible supertypes: its own, and those that it has from types
     * that users cannot name, such as generated builders.
     *
     * @param type a type of the surface
     * @return the methods without those of every object, sorted
     */
    static List<Method> methods(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        collect(type, found);
        return found.values().stream()
                .sorted(Comparator.comparing(Method::getName).thenComparing(Surface::parameterList))
                .toList();
    }

    private static void collect(Class<?> type, Map<String, Method> found) {
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isOfEveryObject(method)) {
                found.putIfAbsent(method.getName() + parameterList(method), method);
            }
        }
        List<Class<?>> above = new ArrayList<>(Arrays.asList(type.getInterfaces()));
        if (type.getSuperclass() != null) {
            above.add(type.getSuperclass());
        }
        above.stream().filter(each -> !isVisible(each)).forEach(each -> collect(each, found));
    }

    private static String parameterList(Method method) {
        return Arrays.toString(method.getParameterTypes());
    }

    private static boolean isOfEveryObject(Method method) {
        return switch (method.getName()) {
            case "equals" -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == Object.class;
            case "hashCode", "toString" -> method.getParameterCount() == 0;
            default -> false;
        };
    }
}
