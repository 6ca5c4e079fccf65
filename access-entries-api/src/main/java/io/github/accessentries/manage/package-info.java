/**
 * Managing access to one cluster: {@link io.github.accessentries.manage.AccessEntries} and the changes that it offers.
 *
 * <p>It depends on the packages of the values that it uses: principals and entries, users, models, plans.
 */
@NullMarked
package io.github.accessentries.manage;

import org.jspecify.annotations.NullMarked;
