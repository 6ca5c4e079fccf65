package io.github.accessentries.surface;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes some value of any type, to call a method with: those that it was given, a few of the JDK's, interfaces that answer
 * nothing, and what factories, builders and constructors make of such values.
 */
public final class Samples {

    private final Map<Class<?>, Object> known = new HashMap<>();
    private final Map<Class<?>, Object> made = new HashMap<>();
    private final List<Exception> unfit = new ArrayList<>();
    private final Set<Class<?>> underWay = new HashSet<>();

    /** Knows a few types of the JDK. */
    public Samples() {
        known.put(boolean.class, false);
        known.put(byte.class, (byte) 1);
        known.put(char.class, 'a');
        known.put(int.class, 1);
        known.put(long.class, 1L);
        known.put(double.class, 1.0);
        known.put(String.class, "a");
        known.put(CharSequence.class, "a");
        known.put(Object.class, "a");
        known.put(Class.class, String.class);
        known.put(Iterable.class, List.of());
        known.put(Collection.class, List.of());
        known.put(List.class, List.of());
        known.put(Set.class, Set.of());
        known.put(Map.class, Map.of());
        known.put(SortedMap.class, new TreeMap<>());
        known.put(Map.Entry.class, Map.entry("a", "a"));
        known.put(Optional.class, Optional.empty());
        known.put(OptionalInt.class, OptionalInt.empty());
        known.put(Duration.class, Duration.ofMinutes(1));
        known.put(Instant.class, Instant.EPOCH);
        known.put(Clock.class, Clock.systemUTC());
        known.put(Path.class, Path.of("no-such-directory", "file"));
        known.put(URI.class, URI.create("https://localhost"));
        known.put(Throwable.class, new IllegalStateException("a"));
        known.put(RuntimeException.class, new IllegalStateException("a"));
    }

    /**
     * Takes a value for a type of which none can be made, or not by chance.
     *
     * @param type the type
     * @param value the value
     * @param <T> the type
     * @return these samples
     */
    public <T> Samples with(Class<T> type, T value) {
        known.put(type, value);
        return this;
    }

    /** Whether there is a value that was given or is well known. */
    boolean knows(Class<?> type) {
        return known.containsKey(type);
    }

    /** A value of the type, the same one each time. */
    Object of(Class<?> type) {
        Object value = known.getOrDefault(type, made.get(type));
        if (value == null) {
            if (!underWay.add(type)) {
                throw new IllegalStateException(type.getName() + " needs one of itself");
            }
            try {
                value = make(type);
            } finally {
                underWay.remove(type);
            }
            made.put(type, value);
        }
        return value;
    }

    private Object make(Class<?> type) {
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, of(type.getComponentType()));
            return array;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed() && Modifier.isAbstract(type.getModifiers())) {
            return of(type.getPermittedSubclasses()[0]);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers());
        }
        unfit.clear();
        RuntimeException none = new IllegalStateException("There is no sample of " + type.getName() + "; give one");
        for (Executable maker : makers(type)) {
            try {
                return made(type, maker);
            } catch (ReflectiveOperationException | RuntimeException e) {
                none.addSuppressed(e);
            }
        }
        unfit.forEach(none::addSuppressed);
        throw none;
    }

    private InvocationHandler answers() {
        return (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> "a sample";
                default -> method.getReturnType() == void.class ? null : of(method.getReturnType());
            };
        };
    }

    /** Static methods that give the type, with few parameters first, then builders, then constructors. */
    private static List<Executable> makers(Class<?> type) {
        List<Executable> makers = new ArrayList<>();
        Stream.of(type.getDeclaredMethods())
                .filter(each -> Modifier.isPublic(each.getModifiers()) && Modifier.isStatic(each.getModifiers()))
                .filter(each -> each.getReturnType() == type || each.getName().equals("builder"))
                .sorted(Comparator.comparing(Method::getParameterCount).thenComparing(Method::toString))
                .forEach(makers::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .sorted(Comparator.comparing(Constructor::getParameterCount))
                .forEach(makers::add);
        Class<?> outer = type.getEnclosingClass();
        if (outer != null) {
            Stream.of(outer.getDeclaredMethods())
                    .filter(each -> Modifier.isPublic(each.getModifiers()) && Modifier.isStatic(each.getModifiers()))
                    .filter(each -> each.getReturnType() == type)
                    .forEach(makers::add);
        }
        return makers;
    }

    private Object made(Class<?> type, Executable maker) throws ReflectiveOperationException {
        Object[] arguments =
                Arrays.stream(maker.getParameterTypes()).map(this::of).toArray();
        if (maker instanceof Constructor<?> constructor) {
            return constructor.newInstance(arguments);
        }
        Object result = ((Method) maker).invoke(null, arguments);
        return type.isInstance(result) ? result : built(result);
    }

    /** Sets what can be set, and builds. */
    private Object built(Object builder) throws ReflectiveOperationException {
        setAll(builder);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    /** Sets what can be set. What a setter does not like it does not get, since it may not be needed. */
    void setAll(Object builder) throws ReflectiveOperationException {
        for (Method setter : Surface.methods(builder.getClass())) {
            if (isSetter(setter, builder.getClass())) {
                try {
                    publicly(setter, builder.getClass()).invoke(builder, of(setter.getParameterTypes()[0]));
                } catch (InvocationTargetException | IllegalStateException e) {
                    unfit.add(e);
                }
            }
        }
    }

    /** Whether a method of a builder sets one thing and returns the builder. */
    static boolean isSetter(Method method, Class<?> builder) {
        return method.getParameterCount() == 1
                && method.getReturnType().isAssignableFrom(builder)
                && !Modifier.isStatic(method.getModifiers())
                && !method.getName().equals("from")
                && !method.isVarArgs();
    }

    /** The method as the public type has it, since it may be declared in one that nobody else can reach. */
    static Method publicly(Method method, Class<?> type) throws NoSuchMethodException {
        return Modifier.isPublic(method.getDeclaringClass().getModifiers())
                ? method
                : type.getMethod(method.getName(), method.getParameterTypes());
    }
}
