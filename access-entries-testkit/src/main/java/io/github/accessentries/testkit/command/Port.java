package io.github.accessentries.testkit.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A port to listen on.
 *
 * @param number 0 for any free one
 */
record Port(int number) {

    private static final int LAST = 65_535;

    /** Reads it from a command line. */
    static final class Converter implements ITypeConverter<Port> {

        @Override
        public Port convert(String value) {
            try {
                int number = Integer.parseInt(value);
                if (number >= 0 && number <= LAST) {
                    return new Port(number);
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + value + "' is not a number; use 0 to " + LAST);
            }
            throw new TypeConversionException(value + " is out of range; use 0 to " + LAST);
        }
    }
}
