/**
 * What the interfaces of the library promise, as suites of JUnit tests for implementations of one's own: extend a class, say
 * what is to be tested, and its tests are yours. Each test is one promise and named for it.
 *
 * <p>Needs JUnit Jupiter 5.10 or later, and nothing else that the testkit does not bring. Whoever uses no suite needs no JUnit.
 */
@NullMarked
package io.github.accessentries.testkit.contract;

import org.jspecify.annotations.NullMarked;
