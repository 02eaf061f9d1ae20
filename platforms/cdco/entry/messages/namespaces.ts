/** Namespace of all ICS2 messages, and types, of this version of the EU customs data model. */
export const ics2 = 'urn:wco:datamodel:eu:ics2:2';

/** Namespace of the messages that ICS2 has no counterpart for. */
export const own = 'urn:portorium:entry:1';
