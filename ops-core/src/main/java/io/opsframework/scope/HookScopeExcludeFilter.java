package io.opsframework.scope;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Leaves {@link HookScopePostProcessor} out of an application that is processed ahead of
 * time: the definitions that are generated have the scopes that it gave them.
 */
final class HookScopeExcludeFilter implements BeanRegistrationExcludeFilter {

	@Override
	public boolean isExcludedFromAotProcessing(RegisteredBean registeredBean) {
		return registeredBean.getBeanClass() == HookScopePostProcessor.class;
	}

}
