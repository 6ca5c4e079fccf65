package io.github.accessentries.internal.command;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of the words that the constants of an enum are on the command line.
 *
 * @param <E> the enum, whose {@code toString} gives the words
 */
public final class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {

    private final List<E> constants;

    /**
     * For an enum.
     *
     * @param type the enum
     */
    public WordConverter(Class<E> type) {
        this.constants = List.of(type.getEnumConstants());
    }

    @Override
    public E convert(String value) {
        return constants.stream()
                .filter(constant -> constant.toString().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(PlainText.quoted(value) + " is none; use "
                        + String.join(", ", words().toList()) + Likeness.didYouMean(value, words())));
    }

    private Stream<String> words() {
        return constants.stream().map(Enum::toString);
    }
}
