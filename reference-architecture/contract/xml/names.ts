/** Namespaces of attributes that may stand on any element. */
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
export const schemaInstanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
