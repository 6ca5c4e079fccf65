package io.github.accessentries.surface;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives every constructor, factory and builder of a surface a text that tries to make a line, a colour and another reading
 * direction, for one parameter after the other. Either it is refused with a message that shows it escaped, or the text form of
 * what is made shows it so.
 */
public final class HostileTexts {

    /** What a forged line begins with. */
    private static final String FORGED = "deleted access entry";

    private static final String HOSTILE = "evil\u001b[31m\u009b\u202e\u200b\n" + FORGED;

    /** The text itself, and where only a part of a text is looked at closely. */
    private static final List<String> TEXTS = List.of(
            HOSTILE,
            "arn:aws:iam::111122223333:role/" + HOSTILE,
            "arn:" + HOSTILE + ":iam::111122223333:user/a",
            "arn:aws:iam::" + HOSTILE + ":role/a",
            "arn:aws:sts::111122223333:assumed-role/a/" + HOSTILE,
            "arn:aws:sts::111122223333:" + HOSTILE,
            "arn:aws:eks::aws:cluster-access-policy/" + HOSTILE,
            "arn:aws:eks:eu-west-1:111122223333:cluster/" + HOSTILE,
            "https://localhost/" + HOSTILE);

    /** What stands in for the other texts: one of them may be refused before the hostile one is looked at. */
    private static final List<String> OTHERS = List.of("a", "111122223333");

    private final Samples samples;
    private final List<String> faults = new ArrayList<>();
    private int tried;

    private HostileTexts(Samples samples) {
        this.samples = samples;
    }

    /**
     * Tries them all.
     *
     * @param surface the types
     * @param samples the values for the other parameters
     * @return a sentence for each text that comes through as it is
     * @throws IllegalStateException if the surface takes no texts, so that nothing was tried
     */
    public static List<String> among(Surface surface, Samples samples) {
        HostileTexts texts = new HostileTexts(samples);
        surface.types().stream().filter(type -> !type.isAnnotation()).forEach(texts::tryAll);
        if (texts.tried == 0) {
            throw new IllegalStateException("No type of the surface takes a text");
        }
        return texts.faults.stream().distinct().toList();
    }

    private void tryAll(Class<?> type) {
        Stream<Constructor<?>> constructors =
                Modifier.isAbstract(type.getModifiers()) ? Stream.of() : Stream.of(type.getDeclaredConstructors());
        Stream<Method> factories = Surface.methods(type).stream()
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() != void.class)
                .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")));
        Stream.<Executable>concat(constructors, factories)
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .forEach(this::tryMaker);
        Class<?> built = type.getEnclosingClass();
        // What is started, not built, would start.
        boolean builds = Surface.methods(type).stream()
                .anyMatch(method -> method.getName().equals("build") && method.getReturnType() == built);
        if (built != null && builds) {
            Surface.methods(type).stream()
                    .filter(method -> !Modifier.isStatic(method.getModifiers())
                            && method.getReturnType().isAssignableFrom(type)
                            && !method.getName().equals("from"))
                    .forEach(setter -> tryBuilder(type, built, setter));
        }
    }

    private void tryMaker(Executable maker) {
        Type[] types = maker.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            int index = i;
            for (String text : TEXTS) {
                Object hostile = hostile(types[i], text);
                if (hostile != null) {
                    OTHERS.forEach(
                            other -> judge(maker.getDeclaringClass(), maker, () -> made(maker, index, hostile, other)));
                }
            }
        }
    }

    private Object made(Executable maker, int index, @Nullable Object hostile, String other)
            throws ReflectiveOperationException {
        Object[] arguments = arguments(maker, index, hostile, other);
        return maker instanceof Constructor<?> constructor
                ? constructor.newInstance(arguments)
                : ((Method) maker).invoke(null, arguments);
    }

    private Object[] arguments(Executable of, int index, @Nullable Object hostile, String other) {
        Class<?>[] types = of.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object ordinary = types[i] == String.class ? other : samples.of(types[i]);
            arguments[i] = i == index ? hostile : ordinary;
        }
        return arguments;
    }

    private void tryBuilder(Class<?> builder, Class<?> built, Method setter) {
        Optional<Method> start = Stream.of(built.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == builder)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .findFirst();
        if (start.isEmpty()) {
            return;
        }
        for (int i = 0; i < setter.getParameterCount(); i++) {
            int index = i;
            for (String text : TEXTS) {
                Object hostile = hostile(setter.getGenericParameterTypes()[i], text);
                if (hostile != null) {
                    judge(built, setter, () -> {
                        Object started = made(start.get(), -1, null, OTHERS.get(0));
                        samples.setAll(started);
                        Samples.publicly(setter, builder)
                                .invoke(started, arguments(setter, index, hostile, OTHERS.get(0)));
                        return builder.getMethod("build").invoke(started);
                    });
                }
            }
        }
    }

    /** Something that makes a value. */
    private interface Making {
        @Nullable
        Object make() throws ReflectiveOperationException;
    }

    private void judge(Class<?> type, Executable by, Making making) {
        tried++;
        String name = TypeText.name(type) + "." + (by instanceof Method ? by.getName() : "new") + "("
                + String.join(
                        ", ",
                        Arrays.stream(by.getParameterTypes())
                                .map(TypeText::name)
                                .toList()) + ")";
        try {
            Object made = making.make();
            if (made != null && !isOfTheJdk(made.getClass())) {
                judge(name + " gives", made instanceof Throwable thrown ? thrown.getMessage() : made.toString());
            }
        } catch (InvocationTargetException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                judge(name + " is refused by", cause.getMessage());
            }
        } catch (ReflectiveOperationException | IllegalStateException e) {
            faults.add(name + " cannot be called: " + e);
        }
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getName().startsWith("java.");
    }

    private void judge(String what, @Nullable String text) {
        if (text == null) {
            return;
        }
        boolean hasControls = text.chars().anyMatch(character -> character == 0x1B || character == 0x9B);
        boolean isTurned = text.indexOf(0x202E) >= 0 || text.indexOf(0x200B) >= 0;
        boolean isForged = text.lines().anyMatch(line -> line.startsWith(FORGED));
        if (hasControls || isTurned || isForged) {
            faults.add(what + " a text that deceives: "
                    + text.replace("\u001b", "<ESC>")
                            .replace("\u009b", "<CSI>")
                            .replace("\u202e", "<RLO>")
                            .replace("\u200b", "<ZWSP>")
                            .replace("\n", "<LF>"));
        }
    }

    /** The hostile text as a type takes it; {@code null} for types of no text. */
    private static @Nullable Object hostile(Type type, String text) {
        if (type == String.class || type == CharSequence.class) {
            return text;
        }
        if (type == String[].class) {
            return new String[] {text};
        }
        if (!(type instanceof ParameterizedType generic)) {
            return null;
        }
        Class<?> raw = (Class<?>) generic.getRawType();
        List<Object> parts = new ArrayList<>();
        for (Type argument : generic.getActualTypeArguments()) {
            Object part = hostile(argument, text);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        if (raw == Optional.class) {
            return Optional.of(parts.get(0));
        }
        if (raw == Map.class) {
            return Map.of(parts.get(0), parts.get(1));
        }
        if (raw == Set.class) {
            return Set.of(parts.get(0));
        }
        return raw == List.class || raw == Collection.class || raw == Iterable.class ? List.of(parts.get(0)) : null;
    }
}
