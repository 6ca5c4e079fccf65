package io.github.accessentries.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which cluster of the test's fake a parameter is about, see {@link FakeEksExtension}. If there is none of that name, one
 * of mode {@code API} is made.
 *
 * <pre>{@code
 * @Test
 * void developer_createsPods(@InCluster("prod") FakeCluster prod, @InCluster(value = "prod", role = "dev") ApiClient dev) { ... }
 * }</pre>
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface InCluster {

    /**
     * The name.
     *
     * @return the name of the cluster
     */
    String value();

    /**
     * As whom a client of the cluster calls, if it is a role. The role exists from then on; an access entry is for the test to
     * make.
     *
     * @return the name of the role, after its path if it has one; empty for none
     */
    String role() default "";

    /**
     * As whom a client of the cluster calls, if it is a user.
     *
     * @return the name of the user, after its path if it has one; empty for none
     */
    String user() default "";
}
