import { DocumentsSkeleton } from '@/components/documents/documents-skeleton'

export default function Loading() {
  return <DocumentsSkeleton />
}
