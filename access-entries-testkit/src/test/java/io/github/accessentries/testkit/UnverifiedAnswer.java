package io.github.accessentries.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test that plays an answer which no source confirms: rows of {@code docs/unverified-answers.md}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UnverifiedAnswer {

    /** The names of the rows. */
    String[] value();
}
